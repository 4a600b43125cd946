// Command kontor is the whole product: intake, workflow, back office and applicant portal in one program.
package main

func main() {}
