fields <- read.csv("fields.csv", fileEncoding = "UTF-8-BOM", na.strings = "")
health <- fields[grepl("\\bhealth\\b", fields$domains), ]
counts <- table(sub("/.*", "", health$direction))
for (guide in names(counts)) cat(guide, counts[[guide]], "\n")
