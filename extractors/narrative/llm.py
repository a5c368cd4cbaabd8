"""The only importer of openai and instructor: one exchange with any OpenAI-compatible endpoint."""

from __future__ import annotations

import json
import logging
import time
from email.utils import parsedate_to_datetime
from typing import Any

import instructor
import openai
from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException
from pydantic import ValidationError

from extractors.model import Frozen
from extractors.narrative.asking.asker import Trouble
from extractors.narrative.asking.questions import Answer, Mode, Question
from extractors.narrative.prompts import answer_of, prompt_for
from extractors.narrative.schemas import SCHEMAS, Reply

_MODES = {
    "json_schema": instructor.Mode.JSON_SCHEMA,
    "tools": instructor.Mode.TOOLS,
    "json": instructor.Mode.JSON,
    "md_json": instructor.Mode.MD_JSON,
}
_LASTING = (openai.AuthenticationError, openai.PermissionDeniedError, openai.NotFoundError, openai.BadRequestError)
_SHORT = 160
_SAMPLE_FIGURE = "120.50"
_SAMPLE = f"2022年度收入总计{_SAMPLE_FIGURE}万元，比上年增加20.40万元，增长20.38%。"

logging.getLogger("instructor").addHandler(logging.NullHandler())  # what fails is an Answer or a Trouble, not a line of log


class Endpoint(Frozen):
    """Where the model is and how it is spoken to. `base_url` None: OpenAI's own."""

    model: str
    base_url: str | None = None
    api_key: str | None = None
    mode: Mode = "json_schema"
    max_output_tokens: int = 1024


class Line:
    """An open line to a model. Thread-safe; one exchange per call, no retries of its own."""

    def __init__(self, endpoint: Endpoint, http_client: Any = None) -> None:
        self._endpoint = endpoint
        self._instructor = instructor.from_openai(client_of(endpoint, http_client), mode=_MODES[endpoint.mode])

    def __call__(self, question: Question, timeout: float) -> Answer:
        """Ask. Raises Trouble where the provider does not answer; what the model answers, whatever it is, is an Answer."""
        started = time.perf_counter()
        try:
            answer = self._exchange(question, timeout)
        except openai.APIError as error:
            raise _trouble(error) from error
        return answer.model_copy(update={"seconds": round(time.perf_counter() - started, 3)})

    def _exchange(self, question: Question, timeout: float) -> Answer:
        template, context = messages_for(question)
        create: Any = self._instructor.chat.completions.create_with_completion
        try:
            reply, completion = create(
                model=self._endpoint.model,
                response_model=SCHEMAS[question.kind],
                messages=template,
                context=context,
                max_retries=0,
                temperature=0,
                max_tokens=self._endpoint.max_output_tokens,
                timeout=timeout,
            )
        except IncompleteOutputException as error:
            return _spoilt("truncated", error.last_completion, "the answer was cut off at the limit of output tokens")
        except InstructorRetryException as error:
            return _unusable(error)
        except (ValidationError, ValueError) as error:
            return Answer(status="malformed", detail=_brief(error))
        return _answered(reply, completion)


def client_of(endpoint: Endpoint, http_client: Any = None) -> openai.OpenAI:
    """A client without retries of its own. Servers of one's own ask for no key, but the client wants one."""
    key = endpoint.api_key or "none"
    return openai.OpenAI(base_url=endpoint.base_url, api_key=key, max_retries=0, http_client=http_client)


def messages_for(question: Question) -> tuple[list[dict[str, str]], dict[str, str]]:
    """Messages that hold nothing but the names of variables, and the variables.

    instructor renders every message as a template: text of a document put in directly would be executed.
    """
    prompt = prompt_for(question.kind)
    said = [("system", prompt.instruction)]
    for example in prompt.examples:
        said += [("user", _passage(example.context, example.passage)), ("assistant", answer_of(prompt.kind, example))]
    said.append(("user", _passage(question.context, question.source)))
    for exchange in question.earlier:
        said += [("assistant", exchange.answer), ("user", exchange.objection)]
    context = {f"said{at}": text for at, (_, text) in enumerate(said)}
    return [{"role": role, "content": f"{{{{said{at}}}}}"} for at, (role, _) in enumerate(said)], context


def _passage(context: str, source: str) -> str:
    return f"上文：{context}\n原文：{source}"


def _answered(reply: Reply, completion: Any) -> Answer:
    refusal = getattr(completion.choices[0].message, "refusal", None)
    if refusal:
        return _spoilt("refused", completion, f"the model refused: {refusal[:_SHORT]}")
    return Answer.model_validate({"status": "answered", "text": reply.model_dump_json(), **_usage(completion)})


def _unusable(error: InstructorRetryException) -> Answer:
    """An answer that is no such JSON, or a provider's error that instructor wrapped."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, openai.APIError):
            raise cause
        if isinstance(cause, IncompleteOutputException):
            return _spoilt("truncated", error.last_completion, "the answer was cut off at the limit of output tokens")
        cause = cause.__cause__
    completion = error.last_completion
    if completion is not None and getattr(completion.choices[0].message, "refusal", None):
        return _spoilt("refused", completion, f"the model refused: {completion.choices[0].message.refusal[:_SHORT]}")
    attempts = error.failed_attempts or []
    return _spoilt("malformed", completion, f"no such JSON: {_brief(attempts[-1].exception if attempts else error)}")


def _spoilt(status: str, completion: Any, detail: str) -> Answer:
    text = (completion.choices[0].message.content or "") if completion is not None and completion.choices else ""
    return Answer.model_validate({"status": status, "text": text, "detail": detail, **_usage(completion)})


def _usage(completion: Any) -> dict[str, int]:
    usage = getattr(completion, "usage", None)
    if usage is None:
        return {}
    return {"prompt_tokens": usage.prompt_tokens, "completion_tokens": usage.completion_tokens}


def _trouble(error: openai.APIError) -> Trouble:
    """What went wrong, in a sentence without anything secret."""
    if isinstance(error, openai.APITimeoutError):
        return Trouble("the provider did not answer in time")
    if isinstance(error, openai.APIConnectionError):
        return Trouble("the provider cannot be reached")
    if isinstance(error, openai.APIStatusError):
        wait = _retry_after(error.response.headers.get("retry-after"))
        named = f"the provider answered {error.status_code} {type(error).__name__}"
        return Trouble(named, wait=wait, lasting=isinstance(error, _LASTING))
    return Trouble(f"the provider's answer cannot be read: {type(error).__name__}")


def _retry_after(said: str | None) -> float | None:
    """Seconds, given as such or as a date."""
    if not said:
        return None
    try:
        return max(0.0, float(said))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def _brief(error: BaseException) -> str:
    return " ".join(str(error).split())[:_SHORT]


class Tried(Frozen):
    """One way of asking, tried. `seconds` is how long it took."""

    what: str
    works: bool
    seconds: float
    detail: str = ""


def try_endpoint(endpoint: Endpoint, timeout: float, http_client: Any = None) -> list[Tried]:
    """Plain chat, then each mode of structured answers, with a made-up sentence."""
    found = [_tried("chat", lambda: _chat(client_of(endpoint, http_client), endpoint.model, timeout))]
    if found[0].works:
        for mode in ("json_schema", "tools"):
            line = Line(endpoint.model_copy(update={"mode": mode}), http_client)
            found.append(_tried(mode, lambda line=line: _sample(line, timeout)))
    return found


def _tried(what: str, attempt: Any) -> Tried:
    started = time.perf_counter()
    try:
        detail, works = attempt(), True
    except (Trouble, openai.APIError, ValueError) as error:
        detail, works = _trouble(error).detail if isinstance(error, openai.APIError) else _brief(error), False
    return Tried(what=what, works=works, seconds=round(time.perf_counter() - started, 2), detail=detail)


def _chat(client: openai.OpenAI, model: str, timeout: float) -> str:
    done = client.chat.completions.create(
        model=model, messages=[{"role": "user", "content": "1+1="}], max_tokens=8, temperature=0, timeout=timeout
    )
    return " ".join((done.choices[0].message.content or "no words").split())[:_SHORT]


def _sample(line: Line, timeout: float) -> str:
    """How much it took. Raises ValueError where the sentence's figure does not come back."""
    answer = line(Question(kind="total_change", context="", source=_SAMPLE), timeout)
    if answer.status != "answered":
        raise ValueError(answer.detail or answer.status)
    said = json.loads(answer.text).get("current")
    if said != _SAMPLE_FIGURE:
        raise ValueError(f"the sample figure {_SAMPLE_FIGURE} came back as {said}")
    return f"{answer.prompt_tokens + answer.completion_tokens} tokens"
