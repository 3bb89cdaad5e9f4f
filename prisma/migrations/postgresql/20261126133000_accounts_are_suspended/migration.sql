-- Suspending an account is a decision.
ALTER TYPE "DecisionAction" ADD VALUE 'suspend' BEFORE 'restore';
