"""The public facts: centres, enterprises, products, certificates; the one door to change them and the ways to read them."""
