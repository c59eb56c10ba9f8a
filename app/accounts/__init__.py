"""Who is there and what they may do: people, their sign-in, their memberships."""
