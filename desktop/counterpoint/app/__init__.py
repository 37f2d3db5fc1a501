"""What a reader can do: desk, commands, keys, settings. Knows nothing of windows or disks."""
