"""A multilayer perceptron of scikit-learn on its handwritten digits, one epoch per report."""

import warnings

import clr_search
from sklearn.datasets import load_digits
from sklearn.metrics import log_loss
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier

warnings.filterwarnings("ignore")
trial = clr_search.trial(lr=1e-2, width=32, alpha=1e-4, act="relu", n_epochs=5)

images, labels = load_digits(return_X_y=True)
# The same split in all trials.
train_x, val_x, train_y, val_y = train_test_split(images / 16, labels, random_state=0, stratify=labels)
model = MLPClassifier(
    (int(trial["width"]),), activation=trial["act"], alpha=trial["alpha"],
    learning_rate_init=trial["lr"], random_state=trial.seed)
for epoch in range(1, trial.cycles + 1):
    model.partial_fit(train_x, train_y, classes=range(10))
    loss = log_loss(val_y, model.predict_proba(val_x), labels=range(10))
    if not trial.report(epoch, val_loss=loss, val_accuracy=model.score(val_x, val_y)):
        break
