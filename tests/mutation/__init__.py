"""Mutation testing of the engine: does a test notice when one thing in it is wrong?"""
