"""Words that cannot be told for one another: these refuse alone, unlike `marks`."""
