"""Long work as rows: enqueued in the business transaction, leased, run again after a kill, visible and cancellable."""
