"""Results as people read them: sums of groups, tables and charts of each page, all exact."""
