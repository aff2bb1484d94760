"""May this person do this to this plan or piece of work, now; a refusal is a sentence."""
