/// How the parts of a log are written; members in the order of their keys.
extension SARIFLog: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("$schema", schema)
    json.add("runs", runs)
    json.add("version", version)
  }
}

extension SARIFLog.Run: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("automationDetails", automationDetails)
    json.add("columnKind", columnKind)
    json.add("invocations", invocations)
    json.add("originalUriBaseIds", originalUriBaseIds)
    json.add("properties", properties)
    json.add("results", parallel: results)
    json.add("taxonomies", taxonomies)
    json.add("tool", tool)
  }
}

extension SARIFLog.Tool: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("driver", driver)
  }
}

extension SARIFLog.Component: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("informationUri", informationUri)
    json.add("name", name)
    json.add("organization", organization)
    json.add("rules", rules)
    json.add("semanticVersion", semanticVersion)
    json.add("supportedTaxonomies", supportedTaxonomies)
    json.add("taxa", taxa)
  }
}

extension SARIFLog.Descriptor: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("defaultConfiguration", defaultConfiguration)
    json.add("fullDescription", fullDescription)
    json.add("help", help)
    json.add("helpUri", helpUri)
    json.add("id", id)
    json.add("name", name)
    json.add("properties", properties)
    json.add("shortDescription", shortDescription)
  }
}

extension SARIFLog.RuleProperties: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("precision", precision)
    json.add("security-severity", securitySeverity)
    json.add("tags", tags)
  }
}

extension SARIFLog.Reference: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("name", name)
  }
}

extension SARIFLog.TaxonReference: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("id", id)
    json.add("toolComponent", toolComponent)
  }
}

extension SARIFLog.Message: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("markdown", markdown)
    json.add("text", text)
  }
}

extension SARIFLog.AutomationDetails: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("id", id)
  }
}

extension SARIFLog.Base: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("description", description)
  }
}

extension SARIFLog.Invocation: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("endTimeUtc", endTimeUtc)
    json.add("executionSuccessful", executionSuccessful)
    json.add("startTimeUtc", startTimeUtc)
    json.add("toolExecutionNotifications", toolExecutionNotifications)
  }
}

extension SARIFLog.Notification: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("level", level)
    json.add("locations", locations)
    json.add("message", message)
  }
}

extension SARIFLog.Result: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("level", level)
    json.add("locations", locations)
    json.add("message", message)
    json.add("partialFingerprints", partialFingerprints)
    json.add("properties", properties)
    json.add("rank", rank)
    json.add("relatedLocations", relatedLocations)
    json.add("ruleId", ruleId)
    json.add("ruleIndex", ruleIndex)
    json.add("suppressions", suppressions)
    json.add("taxa", taxa)
  }
}

extension SARIFLog.Suppression: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("justification", justification)
    json.add("kind", kind)
    json.add("location", location)
  }
}

extension SARIFLog.Location: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("id", id)
    json.add("logicalLocations", logicalLocations)
    json.add("message", message)
    json.add("physicalLocation", physicalLocation)
  }
}

extension SARIFLog.PhysicalLocation: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("artifactLocation", artifactLocation)
    json.add("contextRegion", contextRegion)
    json.add("region", region)
  }
}

extension SARIFLog.ArtifactLocation: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("uri", uri)
    json.add("uriBaseId", uriBaseId)
  }
}

extension SARIFLog.LogicalLocation: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("kind", kind)
    json.add("name", name)
  }
}

extension SARIFLog.Region: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("endColumn", endColumn)
    json.add("endLine", endLine)
    json.add("startColumn", startColumn)
    json.add("startLine", startLine)
  }
}
