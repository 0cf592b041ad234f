"""Asking for a link worker, giving, beginning, walking alongside, and ending."""

from .alongside_them import answer_goal, measure, set_goal, try_out, went
from .beginning import TEAM, AlreadyRunning, NotAsItWas, ask, give_to, start
from .ending import end

__all__ = ["TEAM", "AlreadyRunning", "NotAsItWas", "answer_goal", "ask", "end", "give_to", "measure", "set_goal",
           "start", "try_out", "went"]
