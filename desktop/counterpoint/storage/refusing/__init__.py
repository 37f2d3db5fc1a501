"""What the disk refused to take: kept in memory, on this computer or in another place."""
