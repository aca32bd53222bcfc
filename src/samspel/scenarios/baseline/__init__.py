"""The course of people without events: learned from what every municipality did, and how wide the years ahead are."""
