"""What counts say, and how surely: everything here is computed from how many gave which answer.

`counts` is the value, `headline` the figure that stands for it; `changes` tells what may be said of
a difference, `protection` and its neighbours what may be shown. Special functions come from scipy;
the methods and their sources stand with each function."""
