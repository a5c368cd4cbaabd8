"""The desk where questions about passages are answered: endpoint, kept answers, patience. It lives in the parent process."""
