"""What a key may open, each as the sentence an administrator would say."""

SCOPES: dict[str, str] = {
    "referrals.send": "Send referrals, and learn what came of its own",
}
