"""The web application: API, pages, operations."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from extractors.versions import code_version
from service.access.origins import is_loopback
from service.api import batches, docs_page, documents, exports, golden, limits, operations, problems, review, session, users
from service.api.description import describe, operation_name
from service.api.gate import Gate
from service.api.headers import Headers
from service.api.limits import BodyLimit
from service.api.observing import Observing
from service.application import Application
from service.metrics import Metrics
from service.web import batches as batch_pages
from service.web import documents as document_pages
from service.web import language, looking, review_item, static_files
from service.web import review as review_pages

_ROOM_FOR_A_FORM = 1 << 20


def create_app(application: Application, host: str = "127.0.0.1") -> FastAPI:
    """The web application around an application, which it opens at its start and closes at its end. `host`: where it listens."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        application.open()
        yield
        application.close()

    app = FastAPI(
        title="Mingzhang 明账",
        version=code_version(),
        summary="Exact, evidenced, cross-checked facts from China's budget and final-accounts disclosures.",
        lifespan=lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=operation_name,
    )
    app.state.application = application
    app.state.metrics = Metrics(application.database)
    problems.install(app)
    limits.install(app)
    app.add_middleware(BodyLimit, most=application.config.limits.max_bytes + _ROOM_FOR_A_FORM)
    app.add_middleware(Gate, application=application, here=is_loopback(host))
    app.add_middleware(Observing, metrics=app.state.metrics)
    app.add_middleware(Headers)
    for router in (
        documents.router,
        batches.router,
        exports.router,
        golden.router,
        review.router,
        session.router,
        users.router,
        operations.router,
        docs_page.router,
        document_pages.router,
        looking.router,
        review_pages.router,
        review_item.router,
        batch_pages.router,
        language.router,
    ):
        app.include_router(router)
    static_files.install(app)
    describe(app)
    return app
