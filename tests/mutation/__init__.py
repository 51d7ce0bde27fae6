"""Mutation testing of the engine: does a test notice when one thing in it is wrong?

`mutmut` runs on this tree, but it leaves out what is decorated (properties) and what stands outside
of functions (tables, defaults), copies the tree, and collects the tests again for each of some ten
thousand mutants. So this is our own: four thousand mutants of other people's likely mistakes, each
in a process forked from one in which the tests are collected already, each on the tests that pass
through the changed line. A survivor without a reason in `survivors.yaml` fails the run, and so does
a reason for what does not survive.
"""
