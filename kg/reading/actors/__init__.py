"""Finds speakers and things, and judges which mentions mean the same one."""
