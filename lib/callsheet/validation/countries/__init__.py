"""Countries: names, the country column, the rules of a campaign, how well numbers fit a region."""
