"""The same question answered the plain way: one NumPy mask a condition, no index. The tests' second opinion."""

import numpy as np

from catalog.facets.conditions import Between, OneOf, Query


class PlainTable:
    """Rows as lists, with a flag that says which exist."""

    def __init__(self, kinds, values, texts, live):
        self.kinds, self.values, self.texts, self.live = kinds, values, texts, np.array(live, bool)

    def missing(self, key):
        column = self.values[key]
        if isinstance(column, np.ndarray):
            return np.isnan(column)
        return np.array([not value for value in column], bool)

    def mask(self, key, condition):
        column, kind = self.values[key], self.kinds[key]
        if isinstance(condition, OneOf):
            if kind == "multi":
                hit = np.array([bool(condition.values & set(texts or ())) for texts in column], bool)
            else:
                hit = np.array([value in condition.values for value in column], bool)
        elif isinstance(column, np.ndarray):
            hit = (column >= condition.minimum) & (column <= condition.maximum)
        else:
            hit = np.zeros(len(column), bool)
        return hit | self.missing(key) if condition.missing else hit

    def masks(self, query):
        masks = {key: self.mask(key, condition) for key, condition in query.conditions.items()}
        if query.words:
            masks["words"] = np.array(
                [all(any(word.startswith(w) for word in text) for w in query.words) for text in self.texts], bool
            )
        return masks

    def passing(self, query, leaving_out=None):
        out = self.live.copy()
        for key, mask in self.masks(query).items():
            if key != leaving_out:
                out &= mask
        return out

    def page(self, query):
        rows = np.flatnonzero(self.passing(query))
        if query.sort is None:
            return rows.tolist()[query.offset : query.offset + query.limit]
        column, absent = self.values[query.sort], self.missing(query.sort)
        known = sorted((row for row in rows.tolist() if not absent[row]), key=lambda row: (column[row], row))
        if query.descending:
            known.reverse()
        ordered = known + [row for row in rows.tolist() if absent[row]]
        return ordered[query.offset : query.offset + query.limit]

    def count(self, key, value, within):
        column = self.values[key]
        if self.kinds[key] == "multi":
            hit = np.array([value in (texts or ()) for texts in column], bool)
        else:
            hit = np.array([entry == value for entry in column], bool)
        return int((hit & within).sum())


__all__ = ["Between", "OneOf", "PlainTable", "Query"]
