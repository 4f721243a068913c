-- as the migrations define them
SET maintenance_work_mem = '256MB';
DO $$
DECLARE
  definition text;
BEGIN
  FOR definition IN SELECT indexdef FROM bench_index LOOP EXECUTE definition; END LOOP;
END $$;
DROP TABLE bench_index;
