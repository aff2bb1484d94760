"""Files for people: histories as workbooks."""
