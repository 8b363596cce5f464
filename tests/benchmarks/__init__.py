"""Speed, as ratios to a floor measured in the same run: the least work that any program must do."""
