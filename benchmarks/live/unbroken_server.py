"""The server with a breaker that never opens, so that every request reaches the fault.

``python -m benchmarks.live.unbroken_server FOLDER PORT``
"""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn

from nlg_server.http.app import create_app
from nlg_server.project import load_project
from nlg_server.service import Service
from nlg_server.telemetry.logs import configure_logs
from prompts.completions.breaker import BreakerSettings
from prompts.completions.split_cache import MASKED_PURPOSES
from prompts.completions.stack import StackOptions, build_model

if __name__ == "__main__":
    project = load_project(Path(sys.argv[1]))
    configure_logs(project.server.log_level, project.server.log_format)
    never = BreakerSettings(failures=1_000_000, window=1)
    options = StackOptions(
        breaker=never,
        redis_url=project.server.redis_url,
        shared_purposes=MASKED_PURPOSES if project.rephrase.masking else None,
    )
    service = Service(project, build_model(project.groups, options))
    uvicorn.run(
        create_app(service),
        host="127.0.0.1",
        port=int(sys.argv[2]),
        log_config=None,
        access_log=False,
        backlog=4096,
    )
