"""The commands of `mingzhang`, one file each."""
