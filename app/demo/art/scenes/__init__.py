"""The compositions, one module per family of products; importing this package registers them all."""
