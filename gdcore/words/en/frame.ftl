# Short words of tables, charts and read-outs.

step = step
