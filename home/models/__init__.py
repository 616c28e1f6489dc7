from home.models.pages import ArticlePage, HomePage
from home.models.user import User

__all__ = ["ArticlePage", "HomePage", "User"]
