"""Tables of performance indicators (绩效自评表, 绩效目标表, 评分表): their rows, whatever the order of their columns."""

from extractors.narrative.indicators.reader import Indicators, read_indicators

__all__ = ["Indicators", "read_indicators"]
