"""What words mean: everything that can be found by them, and the demands that a remark is about."""
