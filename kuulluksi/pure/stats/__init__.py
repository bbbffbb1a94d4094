"""What counts say, and how surely: everything here is computed from how many gave which answer.

`counts` is the value; `intervals` tell how sure one figure is, `pairs` how two groups differ,
`many` whether several do, `families` what is left when many comparisons are made at once. Special
functions come from scipy; the methods and their sources stand with each function.
"""
