from home.models.user import User

__all__ = ["User"]
