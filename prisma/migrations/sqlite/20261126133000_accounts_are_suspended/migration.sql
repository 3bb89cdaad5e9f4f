-- Suspending an account is a decision. SQLite keeps an action as text: nothing changes.
SELECT 1;
