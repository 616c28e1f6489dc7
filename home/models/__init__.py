from home.models.pages import ArticlePage, HomePage
from home.models.user import User
from home.models.web_session import WebSession

__all__ = ["ArticlePage", "HomePage", "User", "WebSession"]
