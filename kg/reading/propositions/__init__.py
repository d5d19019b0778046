"""Makes claims of what is said: wording that stands alone, counts, times, links between claims."""
