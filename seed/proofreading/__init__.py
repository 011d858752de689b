"""What `manage.py check` says about the seed files."""
