-- The agent that answers everything in the conversation, whatever it is about.
ALTER TABLE conversations ADD COLUMN pinned_agent_id text;
