"""Letters to people: written in the transaction that causes them, sent by a job."""
