"""China's S&T cooperation calls, from the guide as received to a bilingual site: nine steps.

Each step is a function in a package, both of its name: read, clean, parse, enrich, translate, link,
write, build, check. Nothing is loaded here: a command loads the steps that it takes.
"""
