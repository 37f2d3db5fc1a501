"""The worker process: opens one document and answers for it. The only home of PyMuPDF."""
