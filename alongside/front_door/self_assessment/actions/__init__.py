from .beginning import count, delete, finish, forget_old, keep, keep_for_later, open_again, say_enough, start

__all__ = ["count", "delete", "finish", "forget_old", "keep", "keep_for_later", "open_again", "say_enough", "start"]
