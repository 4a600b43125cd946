module kontor

go 1.26

ignore ./node_modules

require github.com/lib/pq v1.12.3
