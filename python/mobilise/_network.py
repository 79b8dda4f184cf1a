"""The network of a run."""

from __future__ import annotations

import json
from typing import Any, Dict, Iterable, List, Optional, Union

from . import _native
from ._results import Named
from ._scenario import as_scenario


def network(
    scenario: Named,
    at: Union[None, int, str, Iterable[Union[int, str]]] = None,
    *,
    seed: Optional[int] = None,
    replicate: int = 0,
    weeks: Optional[int] = None,
) -> Union[Dict[str, Any], List[Dict[str, Any]]]:
    """The ties between workers at the end of a week of one run, as node-link data with attributes of workers and ties.

    ``networkx.node_link_graph(data, edges=data["edges_key"])`` makes a graph of it. ``at`` is a week from 0 or a date;
    the last week by default; for a list of them there is a list of networks.
    """
    loaded = as_scenario(scenario, weeks)
    if at is None:
        at = loaded.weeks - 1
    several = not isinstance(at, (int, str))
    words = ",".join(str(week) for week in at) if several else str(at)  # type: ignore[union-attr]
    seed, made = _native.networks(loaded._native, words, seed, replicate)
    networks = []
    for week, date, text in made:
        data = json.loads(text)
        data["graph"] = {**data.get("graph", {}), "week": week, "date": date, "seed": seed, "replicate": replicate}
        data["edges_key"] = "edges" if "edges" in data else "links"
        networks.append(data)
    return networks if several else networks[0]
