"""How static files are kept: under hashed names, and compressed once instead of at each request."""

from typing import Any

from django.conf import settings
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    def create_compressor(self, **kwargs: Any) -> Compressor:
        """Brotli takes ten seconds, which a newcomer who tries the demo need not wait."""
        return Compressor(use_brotli=not settings.DEMO, **kwargs)
