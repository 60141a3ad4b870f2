"""What stands between the network and the rooms: middleware, one file a concern."""
