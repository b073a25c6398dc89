"""Greets whoever is in the office."""

from datetime import datetime


def greeting(name: str, hour: int) -> str:
    """A greeting for the time of the day."""
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    return f"Good {part}, {name}."


if __name__ == "__main__":
    print(greeting("Alice", datetime.now().hour))
