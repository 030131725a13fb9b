/// How the parts of a log are written; members in the order of their keys.
extension SARIFLog: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("$schema", schema)
      json.add("runs", runs)
      json.add("version", version)
    }
  }
}

extension SARIFLog.Run: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
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
}

extension SARIFLog.Tool: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("driver", driver)
    }
  }
}

extension SARIFLog.Component: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("informationUri", informationUri)
      json.add("name", name)
      json.add("organization", organization)
      json.add("rules", rules)
      json.add("semanticVersion", semanticVersion)
      json.add("supportedTaxonomies", supportedTaxonomies)
      json.add("taxa", taxa)
    }
  }
}

extension SARIFLog.Descriptor: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
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
}

extension SARIFLog.RuleProperties: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("precision", precision)
      json.add("security-severity", securitySeverity)
      json.add("tags", tags)
    }
  }
}

extension SARIFLog.Reference: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("name", name)
    }
  }
}

extension SARIFLog.TaxonReference: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("id", id)
      json.add("toolComponent", toolComponent)
    }
  }
}

extension SARIFLog.Message: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("markdown", markdown)
      json.add("text", text)
    }
  }
}

extension SARIFLog.AutomationDetails: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("id", id)
    }
  }
}

extension SARIFLog.Base: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("description", description)
    }
  }
}

extension SARIFLog.Invocation: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("endTimeUtc", endTimeUtc)
      json.add("executionSuccessful", executionSuccessful)
      json.add("startTimeUtc", startTimeUtc)
      json.add("toolExecutionNotifications", toolExecutionNotifications)
    }
  }
}

extension SARIFLog.Notification: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("level", level)
      json.add("locations", locations)
      json.add("message", message)
    }
  }
}

extension SARIFLog.Result: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
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
}

extension SARIFLog.Suppression: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("justification", justification)
      json.add("kind", kind)
      json.add("location", location)
    }
  }
}

extension SARIFLog.Location: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("id", id)
      json.add("logicalLocations", logicalLocations)
      json.add("message", message)
      json.add("physicalLocation", physicalLocation)
    }
  }
}

extension SARIFLog.PhysicalLocation: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("artifactLocation", artifactLocation)
      json.add("contextRegion", contextRegion)
      json.add("region", region)
    }
  }
}

extension SARIFLog.ArtifactLocation: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("uri", uri)
      json.add("uriBaseId", uriBaseId)
    }
  }
}

extension SARIFLog.LogicalLocation: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("kind", kind)
      json.add("name", name)
    }
  }
}

extension SARIFLog.Region: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("endColumn", endColumn)
      json.add("endLine", endLine)
      json.add("startColumn", startColumn)
      json.add("startLine", startLine)
    }
  }
}
