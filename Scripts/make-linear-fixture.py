#!/usr/bin/env python3
"""Writes CoreTests/Fixtures/linear/logistic.json: TF-IDF rows and logistic regressions as scikit-learn computes them.

  make-linear-fixture.py        needs `pip install scikit-learn`

The documents are random words, so that nothing of a project is in the fixture.
"""
import json
import os
import random

import numpy as np
import sklearn
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

random.seed(7)
WORDS = [f"w{i}" for i in range(12)]
labels = [1 if i % 5 == 0 else 0 for i in range(60)]
documents = []
for label in labels:
    weights = [(i + 1) ** -0.7 * (2.5 if label and i % 3 == 0 else 1) for i in range(len(WORDS))]
    documents.append(random.choices(WORDS, weights, k=random.randint(3, 25)))


def vectorizer(kind, minimum):
    return kind(tokenizer=str.split, token_pattern=None, lowercase=False, ngram_range=(1, 2), min_df=minimum,
                **({"sublinear_tf": True} if kind is TfidfVectorizer else {}))


def case(weighting, minimum, c):
    texts = [" ".join(d) for d in documents]
    if weighting == "sublinear-tf-idf":
        v = vectorizer(TfidfVectorizer, minimum)
        rows = v.fit_transform(texts)
    else:
        v = vectorizer(CountVectorizer, minimum)
        rows = normalize(v.fit_transform(texts).astype(float).sqrt())
    fit = LogisticRegression(C=c, class_weight="balanced", max_iter=100_000, tol=1e-10).fit(rows, labels)
    names = v.get_feature_names_out().tolist()
    first = rows[0].toarray()[0]
    return {"weighting": weighting, "minimumDocumentFrequency": minimum, "inverseRegularization": c,
            "features": sorted(names), "firstRow": {n: first[i] for i, n in enumerate(names) if first[i]},
            "weights": {n: fit.coef_[0][i] for i, n in enumerate(names)}, "bias": fit.intercept_[0],
            "decisions": fit.decision_function(rows).tolist()}


fixture = {"about": f"Scripts/make-linear-fixture.py, scikit-learn {sklearn.__version__}, numpy {np.__version__}",
           "documents": documents, "labels": labels,
           "cases": [case("sublinear-tf-idf", 3, 1.0), case("square-root", 2, 40.0)]}
folder = os.path.join(os.path.dirname(__file__), "../CoreTests/Fixtures/linear")
os.makedirs(folder, exist_ok=True)
with open(os.path.join(folder, "logistic.json"), "w") as file:
    json.dump(fixture, file)
    file.write("\n")
