"""Pictures of who contradicts whom."""
