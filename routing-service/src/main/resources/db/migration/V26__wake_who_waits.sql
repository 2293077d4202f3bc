-- Tells those who wait in a conversation that its run has ended. A notification takes a lock that all commits of the
-- database queue for, so there is none where nobody waits.
CREATE FUNCTION call_who_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM waiting_messages w WHERE w.conversation_id = NEW.conversation_id) THEN
    PERFORM pg_notify('routing_turns', NEW.conversation_id);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER runs_ended AFTER UPDATE OF status ON runs
  FOR EACH ROW WHEN (OLD.status = 'running' AND NEW.status <> 'running')
  EXECUTE FUNCTION call_who_waits();
